package filbert.web.library;

import filbert.sharing.library.FileType;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.web.Figures;
import java.util.List;
import java.util.Locale;

/** What is said before files are moved. */
final class MovePage {
    private MovePage() {}

    /** @param where the shared folder and the path below it; {@code problem} message key, or empty */
    record Row(long file, String name, String kind, String where, String size, String visibility, String problem) {
        static Row of(SharedFile file, List<SharedFolder> folders, String problem) {
            var alias = folders.stream().filter(folder -> folder.id() == file.folder()).map(SharedFolder::alias).findFirst().orElse("");
            return new Row(
                    file.id(),
                    file.name(),
                    FileType.of(file.name()).key(),
                    alias + "/" + file.relative().substring(0, file.relative().lastIndexOf('/') + 1),
                    Figures.size(file.size()),
                    word(file.visibility()),
                    problem);
        }
    }

    /**
     * A folder to choose.
     *
     * @param opened how many files more people see from then on, and {@code hidden} how many fewer; empty for none
     */
    record Choice(long folder, String alias, String path, String visibility, String opened, String hidden) {
        static Choice of(SharedFolder folder, List<SharedFile> files) {
            return new Choice(
                    folder.id(),
                    folder.alias(),
                    folder.path().toString(),
                    word(folder.visibility()),
                    count(files.stream().filter(file -> narrowness(file.visibility()) > narrowness(folder.visibility())).count()),
                    count(files.stream().filter(file -> narrowness(file.visibility()) < narrowness(folder.visibility())).count()));
        }

        private static String count(long files) {
            return files == 0 ? "" : Figures.count(files);
        }
    }

    private static int narrowness(Visibility visibility) {
        return switch (visibility) {
            case NETWORK -> 0;
            case HOUSEHOLD -> 1;
            case PRIVATE -> 2;
        };
    }

    private static String word(Visibility visibility) {
        return visibility.name().toLowerCase(Locale.ROOT);
    }
}
