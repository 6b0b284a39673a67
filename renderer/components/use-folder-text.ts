import { useTranslation } from 'react-i18next'
import type { FolderKey, FurtherFolder } from '#shared/domain/sync-kinds.ts'

const FURTHER = 'further:'

/** The name of a folder: one of the six in the language of the window, a further one by its path. */
export function useFolderText(): (folder: FolderKey) => string {
  const { t } = useTranslation()
  return (folder) => {
    if (folder === 'calendar' || folder === 'tasks') return t(`syncKind.${folder}`)
    return isFurther(folder) ? folder.slice(FURTHER.length) : t(`folder.${folder}`)
  }
}

function isFurther(folder: FolderKey): folder is FurtherFolder {
  return folder.startsWith(FURTHER)
}
