package filbert.web.setup;

import filbert.servent.NetworkView;
import filbert.sharing.library.LibraryView;
import filbert.web.Figures;
import filbert.web.Saying;
import filbert.web.network.Unconnected;
import org.jspecify.annotations.Nullable;

/** What set-up has arranged. {@code up} is blank without a limit. */
record Summary(int folders, String files, String networkFiles, String mode, int port, String up, int peers, int wanted, int dialling, @Nullable Saying why) {
    static Summary of(LibraryView library, NetworkView network, long up) {
        return new Summary(
                library.folders().size(),
                Figures.count(library.files()),
                Figures.count(library.networkFiles()),
                "network.mode." + network.mode(),
                network.listening().port(),
                up == 0 ? "" : Figures.rate(up),
                network.ultrapeers() + network.leaves(),
                network.wantedUltrapeers(),
                network.dialling(),
                Unconnected.why(network.lastRefusal()));
    }
}
