package filbert.api;

import filbert.household.AccessTokens.Rights;
import filbert.household.Person;
import filbert.household.Role;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Controllers without a server around them: on threads that may block, and errors in words, as in the running program. */
final class Controllers {
    private Controllers() {}

    /** A script of somebody's who may do this much. */
    static WebTestClient as(Role role, Object... controllers) {
        return as(Rights.all(role), controllers);
    }

    /** A script with a token made for this. */
    static WebTestClient as(Rights rights, Object... controllers) {
        var person = new Person(1, "ann", rights.role());
        var token = new TestingAuthenticationToken(person, "");
        token.setDetails(rights);
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages", "api-messages");
        return WebTestClient.bindToController(controllers)
                .webFilter((exchange, chain) -> chain.filter(exchange.mutate().principal(Mono.just(token)).build()))
                .controllerAdvice(new Problems(messages))
                .blockingExecution(threads -> {
                    threads.setExecutor(new VirtualThreadTaskExecutor());
                    threads.setControllerMethodPredicate(_ -> true);
                })
                .argumentResolvers(resolvers -> resolvers.addCustomResolver(new SignedIn(person)))
                .build();
    }

    private record SignedIn(Person person) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.hasParameterAnnotation(AuthenticationPrincipal.class);
        }

        @Override
        public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
            return Mono.just(person);
        }
    }
}
