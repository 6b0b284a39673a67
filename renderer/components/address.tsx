/** An e-mail address that breaks, if it must, before the at sign. */
export function Address({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@')
  if (at <= 0) return address
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  )
}
