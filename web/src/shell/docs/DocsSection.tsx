import { Button, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Contract, Schema } from '../../api/contract'
import { Problem } from '../../api/problem'
import { Empty, Page, Skeleton } from '../../ui/Pieces'
import type { Place } from '../../ui/place'
import { useProblemWords } from '../../ui/problem-words'
import { toastDone } from '../../ui/toast'
import { contractQuery, curlOf, groupsOf, jsonOf, limitsOf, membersOf, type Route, typeOf } from './contract'
import classes from './docs.module.css'

const CONTRACT = '/api/openapi.json'

/** What other programs may ask of the server, from its own contract. */
export function DocsSection({ q, onSearch, item, onItem }: Place) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const { data: contract, error } = useQuery(contractQuery)
  if (error && !contract) return <Empty title={words(Problem.of(error))} />
  if (!contract) return <Skeleton />
  const groups = groupsOf(contract, q ?? '')
  return (
    <Page title={t('settings.section.api')} tools={(
      <>
        <TextInput aria-label={t('docs.search')} placeholder={t('docs.search')} value={q ?? ''} data-testid="docs-search"
          onChange={(event) => onSearch(event.currentTarget.value || undefined)} />
        <a href={CONTRACT} target="_blank" rel="noreferrer">{CONTRACT}</a>
      </>
    )}>
      <div className={classes.docs}>
        <Manners contract={contract} />
        {groups.length === 0 && <Empty title={t('docs.none')}><Button variant="default" onClick={() => onSearch(undefined)}>{t('docs.all')}</Button></Empty>}
        {groups.map(([group, routes]) => (
          <section key={group} aria-label={group}>
            <h2>{group}</h2>
            {routes.map((route) => (
              <Line key={route.operationId} route={route} contract={contract} open={item === route.operationId}
                onToggle={() => onItem(item === route.operationId ? undefined : route.operationId)} />
            ))}
          </section>
        ))}
      </div>
    </Page>
  )
}

/** What holds for all operations: session, header, errors. */
function Manners({ contract }: { contract: Contract }) {
  const { t } = useTranslation()
  const problem = contract.components.schemas.Problem
  return (
    <div className={classes.manners}>
      <p>{t('docs.session')}</p>
      <p>{t('docs.writes')}</p>
      <p>{t('docs.values')}</p>
      {problem && (
        <details>
          <summary>{t('docs.errors')}</summary>
          <Members contract={contract} schema={problem} />
        </details>
      )}
    </div>
  )
}

function Line({ route, contract, open, onToggle }: { route: Route; contract: Contract; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.route} data-open={open || undefined}>
      <button type="button" aria-expanded={open} onClick={onToggle} data-testid="docs-route" data-operation={route.operationId}>
        <b data-method={route.method}>{route.method}</b>
        <code>{route.path}</code>
        <span>{route['x-roles'].includes('public') ? t('docs.public') : route['x-roles'].length === 4 ? t('docs.everybody') : route['x-roles'].map((role) => t(`staff.role.${role as 'operator'}`)).join(', ')}</span>
      </button>
      {open && <Whole route={route} contract={contract} />}
    </div>
  )
}

function Whole({ route, contract }: { route: Route; contract: Contract }) {
  const { t } = useTranslation()
  const sent = jsonOf(route.requestBody)
  const curl = curlOf(contract, route, window.location.origin)
  const copy = () => void navigator.clipboard.writeText(curl).then(() => toastDone(t('docs.copied')))
  return (
    <div className={classes.whole} data-testid="docs-operation">
      <p lang="en"><code>{route.operationId}</code> {route.description}</p>
      {route.parameters && route.parameters.length > 0 && (
        <>
          <h3>{t('docs.parameters')}</h3>
          <table lang="en">
            <tbody>
              {route.parameters.map((parameter) => (
                <tr key={parameter.name}>
                  <th scope="row"><code>{parameter.name}</code>{parameter.required && <Needed />}</th>
                  <td>{parameter.in}</td>
                  <td><code>{typeOf(parameter.schema)}</code></td>
                  <td>{[parameter.description, limitsOf(contract, parameter.schema)].filter(Boolean).join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {sent && <><h3>{t('docs.body')} <code>{typeOf(sent)}</code></h3><Members contract={contract} schema={sent} /></>}
      {Object.entries(route.responses).map(([status, answer]) => {
        const schema = jsonOf(answer)
        return (
          <div key={status}>
            <h3>{status} <span lang="en">{answer.description}</span> {schema && <code>{typeOf(schema)}</code>}</h3>
            {schema && <Members contract={contract} schema={schema} />}
          </div>
        )
      })}
      <h3>{t('docs.example')} <Button variant="subtle" size="compact-xs" leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />} onClick={copy}>{t('docs.copy')}</Button></h3>
      <pre tabIndex={0} aria-label={t('docs.example')}>{curl}</pre>
    </div>
  )
}

function Members({ contract, schema }: { contract: Contract; schema: Schema }) {
  const members = membersOf(contract, schema)
  if (members.length === 0) return null
  return (
    <table lang="en">
      <tbody>
        {members.map((member) => (
          <tr key={member.path}>
            <th scope="row"><code data-depth={member.depth}>{member.name}</code>{member.required && <Needed />}</th>
            <td><code>{member.type}</code></td>
            <td>{member.about}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Needed() {
  const { t } = useTranslation()
  return <em title={t('docs.required')} aria-label={t('docs.required')}>*</em>
}
