/**
 * A text of a stranger without control and format characters, such as those that turn its direction: a name that ends
 * in `.exe` is not shown as one that ends in `.pdf`.
 */
export function withoutMarks(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '')
}
