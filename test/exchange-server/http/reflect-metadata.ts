/**
 * The three functions of the `Reflect` metadata proposal that `@peculiar/x509` expects to find (through its
 * dependency injection container). Import it before the library. A polyfill that is there already is kept.
 *
 * Rejected: the package reflect-metadata, as long as nothing but the test certificates needs it.
 */
interface ReflectMetadata {
  getMetadata?: (key: unknown, target: object) => unknown
  getOwnMetadata?: (key: unknown, target: object) => unknown
  defineMetadata?: (key: unknown, value: unknown, target: object) => void
  metadata?: (key: unknown, value: unknown) => (target: object) => void
}

const reflect = Reflect as ReflectMetadata

if (reflect.getMetadata === undefined) {
  const store = new WeakMap<object, Map<unknown, unknown>>()
  const own = (key: unknown, target: object): unknown => store.get(target)?.get(key)
  const define = (key: unknown, value: unknown, target: object): void => {
    store.set(target, (store.get(target) ?? new Map<unknown, unknown>()).set(key, value))
  }
  reflect.getOwnMetadata = own
  reflect.defineMetadata = define
  reflect.metadata = (key, value) => (target) => define(key, value, target)
  reflect.getMetadata = (key, target) => {
    for (
      let current: object | null = target;
      current !== null;
      current = Object.getPrototypeOf(current) as object | null
    ) {
      const found = own(key, current)
      if (found !== undefined) return found
    }
    return undefined
  }
}

export {}
