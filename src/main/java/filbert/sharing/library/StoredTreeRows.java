package filbert.sharing.library;

import filbert.identity.TigerRoot;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.hashing.TreeShape;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.TreeRows;
import java.util.Map;
import java.util.Optional;

/** Rows from the store: asked for once in a while, by whoever begins to fetch a file, so none is kept in memory. A small file's row is its root. */
record StoredTreeRows(LibraryStore store) implements TreeRows {
    static Map<TigerRoot, byte[]> worthKeeping(TigerRoot root, TreeRow row) {
        return row.shape().width() == 1 ? Map.of() : Map.of(root, row.nodes());
    }

    @Override
    public Optional<TreeRow> of(ServedFile file) {
        var shape = TreeShape.keptFor(file.size());
        return shape.width() == 1
                ? Optional.of(new TreeRow(shape, file.tigerRoot().bytes()))
                : store.treeRow(file.tigerRoot()).flatMap(nodes -> TreeRow.of(file.size(), nodes));
    }
}
