import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env.RINGCARD_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  server: { proxy: { '/api': server, '/health': server } },
  build: {
    // Older targets make the CSS compiler lower light-dark(), which blanks every panel in built pages only.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // The page's policy allows no data: scripts or fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    reportCompressedSize: false,
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
