using Diesis.Contracts.Input;
using Diesis.Input.Drivers;
using Diesis.Tests.Devices;
using Diesis.VirtioInput;

namespace Diesis.Tests.VirtioInput;

public class InputTranslatorTests
{
    private readonly List<InputEvent> _told = [];
    private readonly HeldInputs _held;
    private readonly InputTranslator _translator;

    public InputTranslatorTests()
    {
        _held = new HeldInputs(_told.Add);
        _translator = new InputTranslator(InputFacts.Read(new SimulatedInputRegisters { X = (0, 32767), Y = (-100, 100) }), _held, _told.Add);
    }

    private string Take(params (ushort Type, ushort Code, int Value)[] events)
    {
        _told.Clear();
        foreach (var (type, code, value) in events) _translator.Take(new(type, code, value), 0);
        return Words();
    }

    private string Words() => string.Join(", ", _told.Select(news => news.Kind switch
    {
        InputKind.Key => $"{(KeyCode)news.Code} {news.Value}",
        InputKind.Motion => $"{(InputAxis)news.Code} {news.Value}",
        InputKind.Position => $"at {(InputAxis)news.Code} {news.Value}",
        _ => $"{news.Kind} {news.Code} {news.Value}",
    }));

    [Theory]
    [InlineData("A 1, A 0", 30, 1, 30, 0)]
    // A keyboard that repeats by itself, and one that says so.
    [InlineData("A 1, A 2", 30, 1, 30, 1)]
    [InlineData("A 1, A 2", 30, 1, 30, 2)]
    [InlineData("LeftShift 1, Less 1", 42, 1, 86, 1)]
    [InlineData("RightAlt 1, Up 1", 100, 1, 103, 1)]
    [InlineData("Pause 1, Menu 1", 119, 1, 127, 1)]
    [InlineData("F12 1, PadEnter 1", 88, 1, 96, 1)]
    // Keys that nobody has, and one that was not down.
    [InlineData("", 0, 1, 255, 1)]
    [InlineData("", 30, 0, 0xFFFF, 1)]
    [InlineData("Button 0 1, Button 2 1", 0x110, 1, 0x112, 1)]
    [InlineData("Button 0 1, Button 0 0", 0x14A, 1, 0x14A, 0)]
    public void KeysAndButtonsAreTold(string told, int first, int firstValue, int second, int secondValue)
        => Assert.Equal(told, Take((1, (ushort)first, firstValue), (1, (ushort)second, secondValue)));

    [Fact]
    public void MovesAreTold()
    {
        Assert.Equal("X 5, Y -3", Take((2, 0, 5), (2, 1, -3), (0, 0, 0)));
        Assert.Equal("Wheel -1", Take((2, 8, 1), (2, 6, 1), (2, 0, 0)));
        Assert.Equal("at X 65535, at Y 32767", Take((3, 0, 32767), (3, 1, 0)));
        Assert.Equal("at X 0, at Y 65535", Take((3, 0, int.MinValue), (3, 1, int.MaxValue), (3, 2, 9)));
    }

    [Fact]
    public void WhoComesLaterIsToldOfWhatIsDown()
    {
        _ = Take((1, 42, 1), (1, 30, 1), (1, 30, 0), (1, 0x111, 1));
        _told.Clear();
        _held.TellDown(0);
        Assert.Equal("LeftShift 2, Button 1 1", Words());
        _told.Clear();
        _held.Forget(0);
        _held.TellDown(0);
        Assert.Equal("Lost 0 0", Words());
    }

    [Fact]
    public void AnythingIsTaken()
    {
        var random = new Random(5);
        for (int i = 0; i < 200_000; i++)
            _translator.Take(new((ushort)random.Next(6), (ushort)random.Next(0x300), random.Next(3) == 0 ? random.Next(3) : random.Next(int.MinValue, int.MaxValue)), 0);
        Assert.All(_told, news =>
        {
            if (news.Kind == InputKind.Key) Assert.True(Enum.IsDefined((KeyCode)news.Code) && news.Code != 0 && news.Value is >= 0 and <= 2);
            else if (news.Kind == InputKind.Button) Assert.True(news.Code < HeldInputs.ButtonCount && news.Value is 0 or 1);
            else if (news.Kind == InputKind.Position) Assert.InRange(news.Value, 0, 65_535);
            else Assert.Equal(InputKind.Motion, news.Kind);
        });
    }

    [Fact]
    public void ADeviceWithoutAxesOrLightsHasNone()
    {
        InputFacts facts = InputFacts.Read(new SimulatedInputRegisters());
        Assert.Equal((false, default(AxisRange), default(AxisRange)), (facts.HasLights, facts.X, facts.Y));
        Assert.False(InputFacts.Read(new SimulatedRegisters(8)).HasLights);
        Assert.True(InputFacts.Read(new SimulatedInputRegisters { HasLights = true }).HasLights);
    }
}
