/** Hands a file to the person. */
export function saveFile(name: string, mediaType: string, content: string | Blob | Iterable<string>): void {
  const url = URL.createObjectURL(
    new Blob(typeof content === 'string' || content instanceof Blob ? [content] : [...content], { type: mediaType }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function saveJson(name: string, value: unknown): void {
  saveFile(name, 'application/json', JSON.stringify(value, null, 2));
}
