import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';

/** Says in one sentence why there is nothing to plan here. */
export function refusedPage(platform: Platform, viewer: SchoolViewer, sentence: string): string {
  return schoolPage(platform, viewer, {
    title: 'Toetsen klaarzetten', current: '/klaarzetten',
    children: (
      <EmptyState title="Hier kunt u niets klaarzetten" icon="calendar"
        action={<LinkButton href="/klaarzetten" variant="primary">Naar de groepen van dit jaar</LinkButton>}>
        <p>{sentence}</p>
      </EmptyState>
    ),
  });
}
