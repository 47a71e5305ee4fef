import {
  Button, createTheme, type CSSVariablesResolver, Input, localStorageColorSchemeManager, SegmentedControl,
  type MantineColorsTuple,
} from '@mantine/core'
import classes from './mantine.module.css'

const shades = (main: string, hover: string) =>
  Array.from({ length: 10 }, (_, i) => (i === 7 ? hover : main)) as unknown as MantineColorsTuple

/** Mantine with our tokens under it: components take their shape here once, never at the place of use. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  colors: { accent: shades('var(--accent)', 'var(--accent-hover)') },
  primaryColor: 'accent',
  primaryShade: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'sm' },
      classNames: { root: classes.button, section: classes.buttonSection },
      vars: (_theme, props) => {
        const height = { xs: 24, sm: 28, md: 32 }[String(props.size ?? 'sm')] ?? 28
        return { root: { '--button-height': `${height}px`, '--button-padding-x': height === 24 ? '8px' : '10px', '--button-fz': '13px' } }
      },
    }),
    Input: Input.extend({
      classNames: { input: classes.input, section: classes.inputSection },
      vars: (_theme, props) => {
        const small = props.size === 'xs'
        return { wrapper: { '--input-height': small ? '28px' : '32px', '--input-fz': small ? '13px' : '14px' } }
      },
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: classes.label, error: classes.error, description: classes.description, required: classes.required },
    }),
    // Plain objects: importing these components here would put them into the first load.
    Menu: {
      defaultProps: { transitionProps: { duration: 80 }, offset: 4, shadow: 'none' },
      classNames: { dropdown: classes.dropdown, item: classes.menuItem, label: classes.menuLabel, divider: classes.menuDivider },
    },
    Popover: {
      defaultProps: { transitionProps: { duration: 80 }, offset: 4, shadow: 'none' },
      classNames: { dropdown: classes.dropdown },
    },
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { withItemsBorders: true, transitionDuration: 0 },
      classNames: { root: classes.segments, control: classes.segment, label: classes.segmentLabel, indicator: classes.segmentIndicator, innerLabel: classes.segmentInner },
    }),
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-color-error': 'var(--overdue)',
    '--mantine-color-anchor': 'var(--text)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
  },
  light: {},
  dark: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-color-error': 'var(--overdue)',
    '--mantine-color-anchor': 'var(--text)',
  },
})

export const schemeManager = localStorageColorSchemeManager({ key: 'ringcard.theme' })
