using System.Text.RegularExpressions;

namespace Diesis.Simulating;

/// <summary>
/// Protocols between cores, modelled in <c>tests/models</c>: the model checker goes through every state that they can get into. Each model says
/// how it can be broken, and every one of these ways has to be noticed: else the model would prove nothing.
/// </summary>
public sealed partial class ModelTests
{
    private static readonly string[] Names =
        [.. Directory.GetFiles(ProtocolModel.Folder, "*.pml").Select(static file => Path.GetFileNameWithoutExtension(file)).Order()];

    public static TheoryData<string> Models => [.. Names];

    public static TheoryData<string, string> Breaks
    {
        get
        {
            var breaks = new TheoryData<string, string>();
            foreach (string name in Names)
            foreach (string without in BreaksOf(name)) breaks.Add(name, without);
            return breaks;
        }
    }

    private static IEnumerable<string> BreaksOf(string name) => Break().Matches(new ProtocolModel(name).Source).Select(static said => said.Groups[1].Value);

    [Theory, MemberData(nameof(Models))]
    public void AProtocolHoldsInEveryState(string model)
    {
        Assert.Equal("", new ProtocolModel(model).FindError());
        Assert.NotEmpty(BreaksOf(model));
    }

    [Theory, MemberData(nameof(Breaks))]
    public void AProtocolWithoutADecisiveStepIsFoundOut(string model, string without)
        => Assert.NotEqual("", new ProtocolModel(model).FindError(without));

    [GeneratedRegex(@"^/\* BREAK (\w+):", RegexOptions.Multiline)]
    private static partial Regex Break();
}
