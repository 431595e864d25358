package filbert.web.hosts;

import filbert.sharing.browse.HostListing.Shared;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;

/**
 * A file in a host's list.
 *
 * @param number its place in the list, from 0
 * @param hash without one nothing could be verified, so it is not downloaded
 */
record FileRow(int number, String name, String kind, String size, long bytes, boolean hash) implements LiveRow {
    static FileRow of(int number, Shared file) {
        return new FileRow(number, file.name(), FileType.of(file.name()).key(), Figures.size(file.size()), file.size(), file.sha1().isPresent());
    }

    @Override
    public String id() {
        return "f-" + number;
    }
}
