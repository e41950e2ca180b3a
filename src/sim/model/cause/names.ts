/**
 * The patterns by which causes are told apart, each with the sentence that a report prints. A failure is told by its
 * check and its pattern: two runs with the same pair are one finding.
 */
export const PATTERNS = {
  'webhook-did-nothing': 'the webhook was answered 200 and made no call',
  'push-failed': 'the message never reached the list',
  'publish-failed': 'the message is stored, and its publish failed',
  'no-trigger': 'the message is stored, and nobody asked for a call',
  'follow-up-dropped': 'its publish was dropped as a duplicate of a trigger that came too early for it',
  'requeue-dropped': 'a processor put the batch off, and its publish was dropped as a duplicate',
  'requeue-failed': 'a processor put the batch off, and its publish failed',
  'met-the-lock': 'its trigger met the lock and was spent',
  'read-nothing': 'its trigger found the list without it',
  'read-failed': 'its trigger could not read the list',
  'deleted-unread': 'it was deleted before anybody had read it',
  'list-expired': 'the list that held it expired',
  'delivery-refused': 'its delivery was refused',
  'delivery-failed': 'its delivery failed, and no retry made up for it',
  'never-delivered': 'its trigger was never delivered',
  'died-before-reading': 'the instance died before it had read it',
  'died-at-work': 'the instance that had read it died',
  'model-failed': 'the model failed, and the message was given up',
  'send-failed': 'the reply was refused or lost, and nobody tried again',
  'read-unanswered': 'it was read and not answered',
  'answered-late': 'it was answered too late',
  'held-up': 'it had to wait for what came before it, or for the consequences of a fault',
  'retries-used-up': 'its trigger was tried as often as asked for, and a fault struck each time',
  'clock-beyond-tolerance':
    'its trigger was refused until it was given up, by clocks that were further off than any tolerance is asked to reach',
  'custody-gap': 'it was answered in the end, and for a while nothing stood for it',
  'never-saved': 'it was answered and not saved',
  'save-failed': 'it was answered, and the save failed',
  'died-before-saving': 'it was answered, and the instance died before it had saved it',
  overwritten: 'it was saved and written over by another save',
  'save-tried-again': 'its save was tried again although it had had its effect',
  'save-unrecorded': 'who had saved it died or failed before that was recorded, and the next one saved it again',
  'saved-twice': 'one and the same saved it twice',
  'send-unclear': 'it was answered again, since the first Send’s outcome was never known',
  'send-delivered-twice': 'the network delivered one Send twice',
  'sent-twice': 'one processor sent two replies',
  'normal-flow-twice': 'the normal flow answered it twice',
  'normal-flow-overwrote': 'the normal flow saved it, and another save wrote over it',
  'fell-back-after-push':
    'its publish failed after the push, the normal flow answered it, and the batch did so as well',
  'normal-flow-too': 'the normal flow answered what the batch answered as well',
  'webhook-came-again': 'Messenger sent it again, and it was stored twice',
  'push-applied-twice': 'its push was applied twice',
  'delivered-twice': 'one delivery came twice',
  'tried-again': 'a delivery was tried again although it had had its effect',
  'two-ids': 'two triggers under two ids came for one batch',
  'one-id-again': 'two triggers came under one id, the second after its window',
  'requeue-beside-trigger': 'a re-queue and another trigger came for one batch',
  'call-under-way':
    'a call that was under way when its processor had come to its end, had let its batch go or stood still arrived beside the next one’s work',
  'pushed-out-of-order': 'they were stored in another order than typed',
  'asked-out-of-order': 'they were stored in the order typed and asked about in another',
  'stamped-otherwise': 'Messenger had stamped them in another order than typed',
  'saved-out-of-order': 'batches were saved in another order than taken',
  'batch-mixed': 'a batch, a reply or an entry holds another user’s message',
  'cost-qstash': 'too many QStash messages',
  'cost-openai': 'too many calls of the model',
  'cost-redis': 'too many Redis commands',
  'put-off-again': 'it was put off again and again',
  'refused-had-effect': 'a refused request had an effect',
} as const;

/** What adds to a pattern of two at work: the lock that should have kept them apart. */
export const LOCK_ENDS = {
  'lock-lapsed': 'the lock had lapsed',
  'lock-taken-away': 'another had released the lock',
} as const;

export type PatternId = keyof typeof PATTERNS;
export type LockEndId = keyof typeof LOCK_ENDS;
export type Pattern = PatternId | `${PatternId}+${LockEndId}`;

export function sentenceOf(pattern: string): string {
  const [id = '', lock] = pattern.split('+');
  const named = (names: Readonly<Record<string, string>>, name: string): string => names[name] ?? name;
  return lock === undefined ? named(PATTERNS, id) : `${named(PATTERNS, id)}, and ${named(LOCK_ENDS, lock)}`;
}
