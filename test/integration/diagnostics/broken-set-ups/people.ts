/** Who lives in the company of the broken set-ups. */
export const ANNA = 'anna@contoso.example'
export const BEAT = 'beat@contoso.example'
export const SALES = 'verkauf@contoso.example'
export const PASSWORD = 'Herbst!'
