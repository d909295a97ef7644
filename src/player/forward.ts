// The program of the pages round the player: it brings to the server what earlier taken left on this device. Nothing
// of it is shown; a page that cannot do it leaves it to the next one.
import { forwardParcels } from './parcels.ts';
import { bringParcel } from './server.ts';

void forwardParcels(bringParcel);
addEventListener('online', () => void forwardParcels(bringParcel));
