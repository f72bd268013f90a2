using Xunit.Abstractions;
using Xunit.Sdk;

namespace Diesis.Simulating;

/// <summary>Makes one test case of a method marked <see cref="SimulatedAttribute"/>.</summary>
public sealed class SimulatedDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo attribute)
        => [new SimulatedTestCase(diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)];
}

public sealed class SimulatedTestCase : XunitTestCase
{
    [Obsolete("For xunit, which fills it in from what it sent between processes.")]
    public SimulatedTestCase()
    {
    }

    public SimulatedTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    public override Task<RunSummary> RunAsync(IMessageSink diagnostics, IMessageBus bus, object[] constructorArguments,
        ExceptionAggregator aggregator, CancellationTokenSource cancel)
        => new CaseRunner(this, DisplayName, SkipReason, constructorArguments, TestMethodArguments, bus, aggregator, cancel).RunAsync();

    private sealed class CaseRunner(IXunitTestCase test, string name, string skip, object[] constructorArguments, object[] arguments,
        IMessageBus bus, ExceptionAggregator aggregator, CancellationTokenSource cancel)
        : XunitTestCaseRunner(test, name, skip, constructorArguments, arguments, bus, aggregator, cancel)
    {
        protected override XunitTestRunner CreateTestRunner(ITest test, IMessageBus messageBus, Type testClass, object[] constructorArguments,
            System.Reflection.MethodInfo testMethod, object[] testMethodArguments, string skipReason,
            IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes, ExceptionAggregator exceptionAggregator,
            CancellationTokenSource cancellationTokenSource)
            => new SeedsRunner(test, messageBus, testClass, constructorArguments, testMethod, testMethodArguments, skipReason,
                beforeAfterAttributes, exceptionAggregator, cancellationTokenSource);
    }

    private sealed class SeedsRunner(ITest test, IMessageBus bus, Type testClass, object[] constructorArguments,
        System.Reflection.MethodInfo method, object[] arguments, string skip, IReadOnlyList<BeforeAfterTestAttribute> beforeAfter,
        ExceptionAggregator aggregator, CancellationTokenSource cancel)
        : XunitTestRunner(test, bus, testClass, constructorArguments, method, arguments, skip, beforeAfter, aggregator, cancel)
    {
        protected override Task<decimal> InvokeTestMethodAsync(ExceptionAggregator failures)
        {
            var timer = new ExecutionTimer();
            failures.Run(() => timer.Aggregate(() => Seeds.Run(TestMethod, CancellationTokenSource.Token)));
            return Task.FromResult(timer.Total);
        }
    }
}
