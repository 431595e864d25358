package filbert.api;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON Schema of what records look like as JSON, gathered by name. */
final class Schemas {
    private static final String REF = "#/components/schemas/";

    private final Map<String, Object> named = new TreeMap<>();

    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            var last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (Collection.class.isAssignableFrom(raw)) {
                return Map.of("type", "array", "items", of(last));
            }
            return Map.class.isAssignableFrom(raw) ? Map.of("type", "object", "additionalProperties", of(last)) : of(last);
        }
        return type instanceof Class<?> raw ? of(raw) : Map.of();
    }

    private Map<String, Object> of(Class<?> type) {
        if (type == String.class || type == Character.class) {
            return Map.of("type", "string");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", Arrays.stream(type.getEnumConstants()).map(one -> String.valueOf(one).toLowerCase(Locale.ROOT)).toList());
        }
        return type.isRecord() ? record(type) : Map.of();
    }

    private Map<String, Object> record(Class<?> type) {
        var name = Optional.ofNullable(type.getEnclosingClass()).map(outer -> outer.getSimpleName().replaceFirst("Api$", "") + ".").orElse("") + type.getSimpleName();
        if (!named.containsKey(name)) {
            named.put(name, Map.of()); // for those that contain themselves
            var properties = new LinkedHashMap<String, Object>();
            for (var component : type.getRecordComponents()) {
                properties.put(component.getName(), property(component));
            }
            named.put(name, Map.of("type", "object", "properties", properties));
        }
        return Map.of("$ref", REF + name);
    }

    private Object property(RecordComponent component) {
        var schema = of(component.getGenericType());
        return mayBeNull(component.getAnnotatedType()) ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema;
    }

    private static boolean mayBeNull(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
