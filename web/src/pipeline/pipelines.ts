import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, onceKey } from '../api/client'
import type { Pipeline, PipelinePatch, Step } from '../api/types'

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: async () => (await body(api.GET('/api/pipelines'))).items,
  staleTime: 10 * 60_000,
})

export function stepOf(pipelines: Pipeline[] | undefined, id: string | null | undefined): Step | undefined {
  return pipelines?.flatMap((pipeline) => pipeline.steps).find((step) => step.id === id)
}

export function usePatchPipeline() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...patch }: PipelinePatch & { id: string }) =>
      body(api.PATCH('/api/pipelines/{id}', { params: { path: { id } }, body: patch })),
    onSuccess: ({ items }) => {
      queries.setQueryData(pipelinesQuery.queryKey, items)
      void queries.invalidateQueries({ queryKey: ['deals'] })
    },
  })
}

/** A new pipeline with the same steps, to be changed from there. */
export function useCopyPipeline(onDone: (pipeline: Pipeline) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ label, steps }: Pick<Pipeline, 'label' | 'steps'>) =>
      body(api.POST('/api/pipelines', { body: { label, steps: steps.map(({ id: _, ...step }) => step) }, params: { header: { 'Idempotency-Key': onceKey() } } })),
    onSuccess: async (pipeline) => {
      await queries.invalidateQueries({ queryKey: pipelinesQuery.queryKey })
      onDone(pipeline)
    },
  })
}
