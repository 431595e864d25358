package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SignOn;
import filbert.web.Tongue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** How requests reach controllers: plain blocking methods on virtual threads, with the person who asks as an argument. */
@Configuration(proxyBeanMethods = false)
class WebWiring implements WebFluxConfigurer {
    private final SimpleAsyncTaskExecutor peoplesThreads = new SimpleAsyncTaskExecutor("person-");

    WebWiring() {
        peoplesThreads.setVirtualThreads(true);
        peoplesThreads.setTaskDecorator(Tongue::carried);
    }

    /** For what must block between the filters: looking up tokens, hashing passwords. */
    @Bean
    Scheduler peoplesThreads() {
        return Schedulers.fromExecutor(peoplesThreads);
    }

    /** Under this name Spring asks it before anything else. */
    @Bean
    ForwardedHeaderTransformer forwardedHeaderTransformer(LayeredSettings settings, SignOn signOn) {
        return new TrustedProxies(settings, signOn);
    }

    @Override
    public void configureBlockingExecution(BlockingExecutionConfigurer blocking) {
        blocking.setExecutor(peoplesThreads);
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new PersonArgument());
    }
}
