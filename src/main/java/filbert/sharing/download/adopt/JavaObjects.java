package filbert.sharing.download.adopt;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serialized Java objects, taken apart as the bytes they are (Java Object Serialization Specification, chapter 6): no class is looked up, nothing is
 * made of them but names, numbers and lists. What programs of our time do not write (proxies, exceptions, externals without a mark) ends the reading.
 *
 * <p>Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@code byte[]} for block data, a {@link List} for an array and a {@link Thing}
 * for an object or the constant of an enum; or null. They may lead in circles.
 */
final class JavaObjects {
    static final int MOST_HANDLES = 500_000; // ours: objects, texts and classes; each costs about a hundred bytes
    static final int MOST_DEPTH = 200; // ours; LimeWire's go 20 deep

    private static final int MAGIC = 0xACED0005;
    private static final int FIRST_HANDLE = 0x7E0000;
    private static final int WRITE_METHOD = 1;
    private static final int SERIALIZABLE = 2;
    private static final Object END = new Object();

    private final Set<String> withoutFields;
    private final DataInputStream in;
    private final List<@Nullable Object> handles = new ArrayList<>();
    private final List<Thing> things = new ArrayList<>();
    private int depth;

    private JavaObjects(byte[] bytes, Set<String> withoutFields) {
        this.withoutFields = withoutFields;
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** An object: the values of its fields, and what its class wrote by itself. Compared by identity: it may lead to itself. */
    static final class Thing {
        private final String type;
        private final Map<String, @Nullable Object> fields = new HashMap<>();
        private final List<@Nullable Object> written = new ArrayList<>();

        private Thing(String type) {
            this.type = type;
        }

        /** Its class, without package. */
        String type() {
            return type.substring(type.lastIndexOf('.') + 1);
        }

        @Nullable Object field(String name) {
            return fields.get(name);
        }

        Optional<Long> number(String name) {
            return Optional.ofNullable(fields.get(name)).filter(Long.class::isInstance).map(Long.class::cast);
        }

        /** What its class wrote by itself, in order; of lists and sets the elements, of maps keys and values in turn. */
        List<@Nullable Object> written() {
            return written;
        }
    }

    private record Field(char type, String name) {}

    private record Shape(String name, int flags, List<Field> fields, @Nullable Shape parent) {}

    /**
     * All objects in it, in the order they began.
     *
     * @param withoutFields full names of classes that write all by themselves: their fields are named in the stream but not there, which it does not tell
     * @throws DamagedException for anything else than such a stream, or more of it than allowed
     */
    static List<Thing> in(byte[] bytes, Set<String> withoutFields) throws DamagedException {
        var objects = new JavaObjects(bytes, withoutFields);
        try {
            if (objects.in.readInt() != MAGIC) {
                throw new DamagedException("objects");
            }
            while (objects.in.available() > 0) {
                objects.content();
            }
        } catch (IOException e) {
            throw new DamagedException("objects");
        }
        return objects.things;
    }

    private @Nullable Object content() throws IOException, DamagedException {
        if (++depth > MOST_DEPTH) {
            throw new DamagedException("objects");
        }
        try {
            return content(in.readUnsignedByte());
        } finally {
            depth--;
        }
    }

    private @Nullable Object content(int mark) throws IOException, DamagedException {
        return switch (mark) {
            case 0x70 -> null;
            case 0x71 -> handle(in.readInt());
            case 0x72 -> shape();
            case 0x73 -> object();
            case 0x74 -> remember(in.readUTF());
            case 0x75 -> array();
            case 0x76 -> remember(parent());
            case 0x77 -> bytes(in.readUnsignedByte());
            case 0x78 -> END;
            case 0x7A -> bytes(in.readInt());
            case 0x7E -> constant();
            default -> throw new DamagedException("objects");
        };
    }

    private @Nullable Object handle(int number) throws DamagedException {
        var index = number - FIRST_HANDLE;
        if (index < 0 || index >= handles.size()) {
            throw new DamagedException("objects");
        }
        return handles.get(index);
    }

    private <T> T remember(T value) throws DamagedException {
        if (handles.size() == MOST_HANDLES) {
            throw new DamagedException("objects");
        }
        handles.add(value);
        return value;
    }

    private byte[] bytes(int length) throws IOException, DamagedException {
        if (length < 0 || length > in.available()) {
            throw new DamagedException("objects");
        }
        return in.readNBytes(length);
    }

    /** Its handle comes before its fields are known. */
    private Shape shape() throws IOException, DamagedException {
        var name = in.readUTF();
        in.readLong(); // its version
        var place = handles.size();
        remember(name);
        var flags = in.readUnsignedByte();
        var fields = new ArrayList<Field>();
        for (var left = in.readUnsignedShort(); left > 0; left--) {
            var type = (char) in.readUnsignedByte();
            fields.add(new Field(type, in.readUTF()));
            if (type == 'L' || type == '[') {
                content(); // the name of its class
            }
        }
        rest();
        var shape = new Shape(name, flags, fields, parentOrNone());
        handles.set(place, shape);
        return shape;
    }

    private @Nullable Shape parentOrNone() throws IOException, DamagedException {
        var parent = content();
        if (parent == null || parent instanceof Shape) {
            return (Shape) parent;
        }
        throw new DamagedException("objects");
    }

    private Shape parent() throws IOException, DamagedException {
        var shape = parentOrNone();
        if (shape == null) {
            throw new DamagedException("objects");
        }
        return shape;
    }

    private List<@Nullable Object> rest() throws IOException, DamagedException {
        var all = new ArrayList<@Nullable Object>();
        for (var next = content(); next != END; next = content()) {
            all.add(next);
        }
        return all;
    }

    private Thing object() throws IOException, DamagedException {
        var shape = parent();
        var thing = remember(new Thing(shape.name));
        things.add(thing);
        var classes = new ArrayList<Shape>();
        for (var each = shape; each != null; each = each.parent) {
            classes.add(each);
            if (classes.size() > MOST_DEPTH) {
                throw new DamagedException("objects");
            }
        }
        for (var each : classes.reversed()) {
            if ((each.flags & SERIALIZABLE) == 0) {
                throw new DamagedException("objects"); // an external one: nobody but its class knows where it ends
            }
            for (var field : withoutFields.contains(each.name) ? List.<Field>of() : each.fields) {
                thing.fields.put(field.name, value(field.type));
            }
            if ((each.flags & WRITE_METHOD) != 0) {
                thing.written.addAll(rest());
            }
        }
        return thing;
    }

    private @Nullable Object value(char type) throws IOException, DamagedException {
        return switch (type) {
            case 'B' -> (long) in.readByte();
            case 'C' -> (long) in.readChar();
            case 'D' -> in.readDouble();
            case 'F' -> (double) in.readFloat();
            case 'I' -> (long) in.readInt();
            case 'J' -> in.readLong();
            case 'S' -> (long) in.readShort();
            case 'Z' -> in.readBoolean();
            case 'L', '[' -> content();
            default -> throw new DamagedException("objects");
        };
    }

    private List<@Nullable Object> array() throws IOException, DamagedException {
        var shape = parent();
        var all = remember(new ArrayList<@Nullable Object>());
        if (shape.name.length() < 2) {
            throw new DamagedException("objects");
        }
        for (var left = in.readInt(); left > 0; left--) {
            all.add(value(shape.name.charAt(1)));
        }
        return all;
    }

    private Thing constant() throws IOException, DamagedException {
        var constant = remember(new Thing(parent().name));
        content(); // its name
        return constant;
    }
}
