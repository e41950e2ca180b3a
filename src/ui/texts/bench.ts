/** Changing the conditions of a run on its drawing. */
export const bench = {
  menu: (time: string) => `What to add at ${time}`,
  menuHeading: (time: string) => `At ${time}`,
  addFault: 'Add a fault here…',
  typeMessage: 'Type a message here…',
  blow: (words: string) => words.replace(/ (from )?now$/, ' here'),
  /** What moving does, by what the fault says of its time. */
  about: {
    moment: 'Drag it, or press the arrow keys, to have it happen at another moment.',
    from: 'It is there from here on. Drag it, or press the arrow keys, to have it begin at another moment.',
    counted: (struck: string | null) =>
      `It strikes the first call that matches from here on${struck === null ? ', and none came' : `: at ${struck}`}. Drag it, or press the arrow keys, to aim it at another moment.`,
    first: (nth: number, struck: string | null) =>
      `It strikes ${nth === 1 ? 'the first call' : `call ${nth}`} that matches${struck === null ? ', and none came' : `: here, at ${struck}`}. Drag it, or press the arrow keys, to have it strike the first one from another moment on.`,
    message: (nth: number) =>
      `It is about message ${nth}. Drag it to another message, or press the arrow keys, to have it hit that one.`,
    start: 'It is there from the start of the run: it has no moment that could be moved. Press Enter to change it.',
  },
  open: 'Enter opens it, Delete takes it away.',
  text: 'Drag it, or press the arrow keys, to have it typed at another moment. Enter changes its text, Delete takes it away.',
  message: (number: number, text: string) => `Message ${number}: ${text}`,
  newMessage: (time: string) => `A message at ${time}`,
  changeMessage: (number: number) => `Message ${number}`,
  type: 'Text of the message',
  user: 'Who types it',
  userName: (index: number, id: string) => `User ${index}, ${id}`,
  add: 'Add message',
  change: 'Change text',
  remove: 'Remove',
} as const;
