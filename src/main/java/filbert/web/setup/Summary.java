package filbert.web.setup;

import filbert.servent.NetworkView;
import filbert.sharing.library.LibraryView;
import filbert.web.Figures;

/** What set-up has arranged. */
record Summary(int folders, String files, String networkFiles, String mode, int port, int peers, int wanted, int dialling, String lastRefusal) {
    static Summary of(LibraryView library, NetworkView network) {
        return new Summary(
                library.folders().size(),
                Figures.count(library.files()),
                Figures.count(library.networkFiles()),
                "network.mode." + network.mode(),
                network.listening().port(),
                network.ultrapeers() + network.leaves(),
                network.wantedUltrapeers(),
                network.dialling(),
                network.lastRefusal());
    }
}
