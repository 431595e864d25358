package filbert.api;

import filbert.household.Role;
import filbert.household.Scope;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * The API as an OpenAPI document, made of the very mappings that answer: it cannot name what is not there, nor leave anything out. A library would do the
 * same by reading all classes at the start.
 */
@RestController
final class OpenApi {
    static final String ROOT = "/api/v1/";
    private static final Map<String, Object> PROBLEM = Map.of("$ref", "#/components/responses/Problem");

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    OpenApi(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** Tells nothing of the house, so it is open to all. */
    @GetMapping("/v3/api-docs")
    Map<String, Object> document(ServerHttpRequest request) {
        var schemas = new Schemas();
        var paths = new TreeMap<String, Map<String, Object>>();
        mappings.getObject().getHandlerMethods().forEach((mapping, handler) -> {
            for (var pattern : mapping.getPatternsCondition().getPatterns()) {
                if (pattern.getPatternString().startsWith(ROOT)) {
                    for (var verb : mapping.getMethodsCondition().getMethods()) {
                        paths.computeIfAbsent(plain(pattern.getPatternString()), _ -> new TreeMap<>()).put(verb.name().toLowerCase(Locale.ROOT), operation(verb, pattern.getPatternString(), handler, schemas));
                    }
                }
            }
        });
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Filbert", "version", "1", "description", "A Gnutella servent for the home. docs/api.md says what each call means."));
        document.put("servers", List.of(Map.of("url", request.getPath().contextPath().value() + "/")));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", paths);
        document.put("components", Map.of(
                "securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer")),
                "responses", Map.of("Problem", Map.of(
                        "description", "What is wrong: detail for people, code for scripts (RFC 9457).",
                        "content", Map.of("application/problem+json", Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))))),
                "schemas", problemAnd(schemas.named())));
        return document;
    }

    private static Map<String, Object> problemAnd(Map<String, Object> schemas) {
        var all = new TreeMap<>(schemas);
        var text = Map.of("type", "string");
        all.put("Problem", Map.of(
                "type", "object",
                "required", List.of("status", "detail", "code"),
                "properties", Map.of("status", Map.of("type", "integer"), "title", text, "detail", text, "code", text, "instance", text)));
        return all;
    }

    /** Without what a variable may be. */
    private static String plain(String pattern) {
        return pattern.replaceAll("\\{\\*?(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}");
    }

    private static Map<String, Object> operation(RequestMethod verb, String path, HandlerMethod handler, Schemas schemas) {
        var operation = new LinkedHashMap<String, Object>();
        var area = handler.getBeanType().getSimpleName().replaceFirst("Api$", "");
        operation.put("operationId", area + "." + handler.getMethod().getName() + "." + verb.name().toLowerCase(Locale.ROOT));
        operation.put("tags", List.of(area));
        needs(Least.Found.on(handler), Fetches.Found.on(handler) ? " or of a guest with a quota" : "", NeededScope.of(verb.asHttpMethod(), Arrays.asList(path.substring(1).split("/"))), operation);
        if (handler.getMethodAnnotation(Besides.class) instanceof Besides besides) {
            operation.merge("description", " When " + besides.when() + ", the token needs the scope " + Word.of(besides.value()) + " as well.", (all, more) -> all + String.valueOf(more));
        }
        var parameters = new ArrayList<Map<String, Object>>();
        for (var parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
            describe(parameter, parameters, operation, schemas);
        }
        operation.put("parameters", parameters);
        var responses = new LinkedHashMap<String, Object>();
        responses.put(String.valueOf(status(verb, handler)), answer(handler, schemas));
        List.of("401", "403", "default").forEach(code -> responses.put(code, PROBLEM));
        operation.put("responses", responses);
        return operation;
    }

    /** By what is enforced: the role in words and as {@code x-role}, each sufficient scope as a security requirement of its own. */
    private static void needs(Role role, String others, List<Scope> scopes, Map<String, Object> operation) {
        var enough = scopes.stream().map(scope -> scope.name().toLowerCase(Locale.ROOT)).toList();
        var least = role.name().toLowerCase(Locale.ROOT);
        operation.put("description", "Takes the role " + least + " or more" + others + ", and a token with the scope " + String.join(" or ", enough) + ".");
        operation.put("x-role", least);
        operation.put("security", enough.stream().map(scope -> Map.of("token", List.of(scope))).toList());
    }

    private static void describe(MethodParameter parameter, List<Map<String, Object>> parameters, Map<String, Object> operation, Schemas schemas) {
        var name = String.valueOf(parameter.getParameterName());
        var type = parameter.getGenericParameterType();
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            parameters.add(Map.of("name", name, "in", "path", "required", true, "schema", schemas.of(type)));
        } else if (parameter.getParameterAnnotation(RequestParam.class) instanceof RequestParam asked && !Map.class.isAssignableFrom(parameter.getParameterType())) {
            var needed = asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            parameters.add(Map.of("name", name, "in", "query", "required", needed, "schema", schemas.of(type)));
        } else if (parameter.getParameterAnnotation(RequestBody.class) instanceof RequestBody body) {
            operation.put("requestBody", Map.of("required", body.required(), "content", Map.of("application/json", Map.of("schema", schemas.of(type)))));
        }
    }

    private static int status(RequestMethod verb, HandlerMethod handler) {
        var said = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ResponseStatus.class);
        if (said != null) {
            return said.code().value();
        }
        return verb == RequestMethod.POST && handler.getMethod().getReturnType() == ResponseEntity.class ? 201 : 200;
    }

    private static Map<String, Object> answer(HandlerMethod handler, Schemas schemas) {
        Type type = handler.getMethod().getGenericReturnType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class) {
            type = generic.getActualTypeArguments()[0];
        }
        if (type == void.class) {
            return Map.of("description", "Done.");
        }
        var schema = schemas.of(type);
        return schema.isEmpty()
                ? Map.of("description", "What was asked for.")
                : Map.of("description", "What was asked for.", "content", Map.of("application/json", Map.of("schema", schema)));
    }
}
