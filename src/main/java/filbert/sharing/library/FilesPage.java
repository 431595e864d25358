package filbert.sharing.library;

import java.util.List;

/** @param total files that match, over all pages */
public record FilesPage(List<SharedFile> files, long total, int page) {}
