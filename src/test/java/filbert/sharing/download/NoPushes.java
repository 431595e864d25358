package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.servent.push.Pushes;
import filbert.servent.search.Source;

/** Where nobody can be asked to call. */
final class NoPushes implements Pushes {
    @Override
    public boolean ask(Source source) {
        return false;
    }

    @Override
    public boolean claim(Guid servent) {
        return false;
    }
}
