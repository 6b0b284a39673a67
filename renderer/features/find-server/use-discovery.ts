import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type {
  DiscoveryId,
  DiscoveryProgress,
  DiscoveryRequest,
  DiscoverySignIn,
} from '#shared/domain/discovery.ts'
import type { AppError } from '#shared/errors.ts'
import { discoveryQuery } from '../../api/queries.ts'
import { settled } from '../../api/unwrap.ts'

export type DiscoveryRun = {
  /** `null`: nothing was searched for yet. */
  readonly progress: DiscoveryProgress | null
  /** Why a search could not even begin. */
  readonly error: AppError | null
  readonly isStarting: boolean
  readonly start: (request: DiscoveryRequest) => Promise<void>
  readonly answerHost: (isAllowed: boolean) => void
  readonly answerSignIn: (signIn: DiscoverySignIn | null) => void
  readonly cancel: () => void
}

/** One search after the other; what runs is cancelled when the component goes. */
export function useDiscovery(): DiscoveryRun {
  const client = useQueryClient()
  const [id, setId] = useState<DiscoveryId | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [isStarting, setStarting] = useState(false)
  const progress = useQuery(discoveryQuery(id)).data ?? null
  const current = useRef<DiscoveryId | null>(null)
  const isGone = useRef(false)

  const cancelInMain = (running: DiscoveryId | null): void => {
    if (running !== null) void settled(window.api.autodiscover.cancel({ id: running }))
  }
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      cancelInMain(current.current)
    }
  }, [])

  const start = async (request: DiscoveryRequest): Promise<void> => {
    cancelInMain(current.current)
    setError(null)
    setStarting(true)
    const started = await settled(window.api.autodiscover.start(request))
    setStarting(false)
    if (!started.ok) {
      setError(started.error)
      return
    }
    if (isGone.current) {
      cancelInMain(started.value.id)
      return
    }
    current.current = started.value.id
    // An event may have been faster than the answer.
    client.setQueryData<DiscoveryProgress>(
      discoveryQuery(started.value.id).queryKey,
      (known) => known ?? started.value,
    )
    setId(started.value.id)
  }
  return {
    ...{ progress, error, isStarting, start },
    answerHost: (isAllowed) => {
      if (id !== null) void settled(window.api.autodiscover.answerHost({ id, isAllowed }))
    },
    answerSignIn: (signIn) => {
      if (id !== null) void settled(window.api.autodiscover.answerSignIn({ id, signIn }))
    },
    cancel: () => {
      cancelInMain(id)
    },
  }
}
