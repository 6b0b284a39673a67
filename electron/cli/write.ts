/** Resolves when the text is out, or when nobody reads any longer (`| head`). */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  stream.on('error', () => undefined)
  if (text !== '')
    await new Promise<void>((resolve) =>
      stream.write(text, () => {
        resolve()
      }),
    )
}
