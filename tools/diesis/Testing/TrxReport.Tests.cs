namespace Diesis.Tools.Testing;

public sealed class TrxReportTests
{
    [Fact]
    public void FailuresCarryTheirMessageAndWhereTheyHappened()
    {
        var results = TrxReport.Parse("host", """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A.Good" outcome="Passed" />
              <UnitTestResult testName="A.LeftOut" outcome="NotExecuted" />
              <UnitTestResult testName="A.Bad" outcome="Failed"><Output>
                <StdOut>seed 7</StdOut>
                <ErrorInfo><Message>1 is not 2</Message><StackTrace>   at Xunit.Assert.Equal()
               at A.Bad() in /src/A.cs:line 3</StackTrace></ErrorInfo>
              </Output></UnitTestResult>
            </Results></TestRun>
            """);
        Assert.Equal(
        [
            new TestResult("host", "A.Good", null),
            new TestResult("host", "A.Bad", "1 is not 2\nseed 7\nat A.Bad() in /src/A.cs:line 3"),
        ], results);
    }
}
