import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import type { Pipeline, Step } from '../api/types'

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: async () => (await body(api.GET('/api/pipelines'))).items,
  staleTime: 10 * 60_000,
})

export function stepOf(pipelines: Pipeline[] | undefined, id: string | null | undefined): Step | undefined {
  return pipelines?.flatMap((pipeline) => pipeline.steps).find((step) => step.id === id)
}
