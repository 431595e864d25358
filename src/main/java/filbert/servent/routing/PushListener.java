package filbert.servent.routing;

import filbert.wire.message.Push;

/** Takes pushes that bear our own servent GUID. Implemented by {@code push}; called on the owner. */
public interface PushListener {
    void pushed(Push push);
}
