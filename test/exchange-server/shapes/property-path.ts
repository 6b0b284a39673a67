/** Compares the paths of extended properties as Exchange does. */

type Path = Readonly<Record<string, string>>

export const samePath = (one: Path, other: Path): boolean => pathKey(one) === pathKey(other)

// Names of properties are case-sensitive; ids, tags and types are not. 0x001A and 0x1a are the same tag.
export function pathKey(path: Path): string {
  return JSON.stringify(
    Object.entries(path)
      .map(([name, entry]) => {
        if (name === 'PropertyTag') return [name, String(Number(entry))]
        return [name, name === 'PropertyName' ? entry : entry.toLowerCase()]
      })
      .sort(),
  )
}
