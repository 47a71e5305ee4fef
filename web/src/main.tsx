import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from './shell/language'
import { queryClient } from './shell/query-client'
import { Root } from './shell/Root'
import { schemeManager, theme, variables } from './ui/theme'

await startLanguage()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} colorSchemeManager={schemeManager} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Root />
        <Notifications position="bottom-center" limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
