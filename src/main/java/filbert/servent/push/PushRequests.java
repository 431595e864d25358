package filbert.servent.push;

import filbert.identity.HostAddress;

/** Somebody asks us to call back and serve a file. Implemented by uploads; called on the owner, limits and address scope already checked. */
public interface PushRequests {
    void asked(HostAddress requester, long index);
}
