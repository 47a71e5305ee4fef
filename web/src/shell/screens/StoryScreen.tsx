import { useParams } from '@tanstack/react-router'
import { StoryPage } from '../../flight/StoryPage'

export function StoryScreen() {
  return <StoryPage id={useParams({ from: '/calls/$id/story' }).id} />
}
