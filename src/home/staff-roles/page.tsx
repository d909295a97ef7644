import type { VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import { roleNames, type SchoolViewer } from '../../access/types.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { StatusTag } from '../../ui/components/tags.tsx';
import { enumerate, sortName } from '../../ui/format.ts';
import type { AppointedRole } from './actions.ts';
import type { StaffRow } from './store.ts';

const roles: readonly AppointedRole[] = ['director', 'supervisor'];

/** The people who work at the school, with a button for each role that the school gives itself. */
export function staffRolesPage(platform: Platform, viewer: SchoolViewer, staff: readonly StaffRow[]): string {
  return schoolPage(platform, viewer, {
    title: 'Medewerkers',
    lead: 'Kies wie directeur en wie intern begeleider is. Zij zien alle groepen van de school.',
    current: '/beheer/medewerkers',
    wide: true,
    children: (
      <>
        <p>
          Medewerkers en hun groepen komen uit het LAS. Een leerkracht ziet de groepen waar het LAS hem of
          haar bij zet; daar hoeft u niets voor te doen. Elke wijziging staat in het logboek.
        </p>
        <DataTable caption="Medewerkers van de school" captionHidden rows={staff}
          rowKey={({ staffId }) => staffId} empty={(
            <EmptyState title="Er zijn nog geen medewerkers" icon="users">
              <p>Ze komen uit het LAS zodra stap 1 klaar is.</p>
            </EmptyState>
          )}
          columns={[
            { key: 'name', header: 'Naam', rowHeader: true, cell: (row) => sortName(row) },
            { key: 'groups', header: 'Groepen', cell: (row) => enumerate(row.groupNames) || 'geen' },
            ...roles.map((role) => ({
              key: role, header: roleNames[role],
              cell: (row: StaffRow) => <RoleButton staff={row} role={role} />,
            })),
          ]} />
      </>
    ),
  });
}

function RoleButton({ staff, role }: { readonly staff: StaffRow; readonly role: AppointedRole }): VNode {
  const has = staff.roles.includes(role);
  return (
    <form method="post" action={`/beheer/medewerkers/${staff.staffId}`}>
      <input type="hidden" name="role" value={role} />
      {has && <><StatusTag tone="success">{roleNames[role]}</StatusTag>{' '}</>}
      <Button name="given" value={has ? 'nee' : 'ja'} small variant={has ? 'quiet' : 'secondary'}
        about={`: ${roleNames[role]}, ${sortName(staff)}`}>
        {has ? 'Intrekken' : 'Aanwijzen'}
      </Button>
    </form>
  );
}
