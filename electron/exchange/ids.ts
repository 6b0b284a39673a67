/** Ids of Exchange are opaque; branded so that an item's id is never passed for a folder's. */
export type ExchangeItemId = string & { readonly __brand: 'ExchangeItemId' }
export type ExchangeFolderId = string & { readonly __brand: 'ExchangeFolderId' }
export type AttachmentId = string & { readonly __brand: 'AttachmentId' }
export type SubscriptionId = string & { readonly __brand: 'SubscriptionId' }
export type ChangeKey = string & { readonly __brand: 'ChangeKey' }
