import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { DealsPage } from '../../pipeline/DealsPage'
import { peopleQuery } from '../../staff/people'

export function DealsScreen() {
  const { deal, ...filter } = useSearch({ from: '/deals' })
  const navigate = useNavigate({ from: '/deals' })
  const { data: owners = [] } = useQuery(peopleQuery)
  const select = useCallback(
    (id: string | undefined) => void navigate({ to: '/deals', search: (before) => ({ ...before, deal: id }), replace: id !== undefined && deal !== undefined }),
    [navigate, deal],
  )
  return (
    <DealsPage filter={filter} owners={owners} selected={deal} onSelect={select} onFilter={(chosen) => void navigate({ to: '/deals', search: chosen })} />
  )
}
