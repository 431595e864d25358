package filbert.showroom;

import filbert.identity.Sha1;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.Adoptions;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.adopt.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Take-overs that copy nothing; looking for leftovers is real, on whatever thread asks. */
public final class PretendAdoptions implements Adoptions {
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<AdoptionView> views = new CopyOnWriteArrayList<>();
    public final Search search = new Search(Runnable::run, List.of());

    void furnish() {
        views.add(new AdoptionView(
                1, Client.GTK_GNUTELLA, Path.of("/srv/old/<b>hazelnut</b>-cake.pdf"), AdoptionView.State.DONE, 2_400_000, 2_400_000, 2_100_000, 2_100_000, 300_000, "", ""));
        views.add(new AdoptionView(3, Client.LIMEWIRE, Path.of("/srv/old/T-734000000-hazel"), AdoptionView.State.COPYING, 400_000_000, 120_000_000, 120_000_000, 0, 0, "", ""));
        views.add(new AdoptionView(4, Client.FILBERT, Path.of("/srv/old/x.part"), AdoptionView.State.FAILED, -1, 0, 0, 0, 0, "unreadable", "/srv/old/x.part: Input/output error"));
        search.begin(folder(), List.of(new Search.Waiting(Sha1.parse("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), 5)));
    }

    /** Nothing in it but a few made-up names. */
    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("leftovers");
            folder.toFile().deleteOnExit();
            for (var name : new String[] {"T-734000000-hazel-wood-timelapse-1080p.webm", "T-9000000-<i>varieties.zip", "T-5-unknown.ogg", "T-3-damaged"}) {
                var file = Files.write(folder.resolve(name), new byte[name.contains("damaged") ? 9 : 4]);
                file.toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean adopt(long download, Leftovers.Origin origin) {
        commands.add("adopt " + download + " " + origin.file().getFileName());
        return true;
    }

    @Override
    public boolean leave(long download) {
        commands.add("leave " + download);
        return download == 3;
    }

    @Override
    public List<AdoptionView> adoptions() {
        return new ArrayList<>(views);
    }
}
