const KEPT = 'ringcard.sound'

export const isChimeOn = () => localStorage.getItem(KEPT) !== 'off'
export const setChime = (on: boolean) => localStorage.setItem(KEPT, on ? 'on' : 'off')

let audio: AudioContext | null = null

/** Two soft notes; silent where the browser does not let a page sound before it was touched. */
export function chime() {
  if (!isChimeOn()) return
  try {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') return
    const start = audio.currentTime
    for (const [at, pitch] of [[0, 660], [0.18, 880]] as const) {
      const note = audio.createOscillator()
      const volume = audio.createGain()
      note.frequency.value = pitch
      volume.gain.setValueAtTime(0, start + at)
      volume.gain.linearRampToValueAtTime(0.06, start + at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0005, start + at + 0.35)
      note.connect(volume).connect(audio.destination)
      note.start(start + at)
      note.stop(start + at + 0.4)
    }
  } catch {
    audio = null
  }
}
