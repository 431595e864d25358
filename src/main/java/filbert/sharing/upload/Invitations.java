package filbert.sharing.upload;

import filbert.identity.HostAddress;

/** Tells those who wait elsewhere that it is their turn. */
interface Invitations {
    /** @return false when nobody can be called now */
    boolean invite(HostAddress node, String id);
}
