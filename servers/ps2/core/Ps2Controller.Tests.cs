using Diesis.Servers.Ps2;

namespace Diesis.Tests;

public class Ps2ControllerTests
{
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    public void WhatIsThereIsFound(bool hasKeyboard, bool hasMouse, bool hasWheel)
    {
        var simulated = new SimulatedController { HasKeyboard = hasKeyboard, HasMouse = hasMouse, HasWheel = hasWheel };
        simulated.Type(0x1C, 0x9C, 0xFA); // Enter, from the boot menu, and what firmware left
        var controller = new Ps2Controller(simulated);
        Assert.True(controller.TryInitialize());
        Assert.Equal((hasKeyboard, hasMouse, hasWheel), (controller.HasKeyboard, controller.HasMouse, controller.HasWheel));
        // Interrupts of who is there, translation, and clocks on.
        Assert.Equal(0x40 | (hasKeyboard ? 1 : 0x10) | (hasMouse ? 2 : 0x20), simulated.Configuration);
    }

    [Fact]
    public void WithNothingThereItEnds()
    {
        Assert.False(new Ps2Controller(new SimulatedController { HasKeyboard = false, HasMouse = false }).TryInitialize());
        var missing = new SimulatedController { IsMissing = true };
        Assert.False(new Ps2Controller(missing).TryInitialize());
        Assert.InRange(missing.NowNs, 0UL, 1_000_000_000UL);
    }

    [Fact]
    public void AKeyboardThatAsksAgainIsToldAgain()
    {
        var controller = new Ps2Controller(new SimulatedController { AsksAgain = true });
        Assert.True(controller.TryInitialize());
        Assert.True(controller.HasKeyboard);
    }

    [Fact]
    public void ALiarCostsTimeAndNothingElse()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var liar = new SimulatedController { Liar = new Random(seed) };
            var controller = new Ps2Controller(liar);
            _ = controller.TryInitialize();
            Assert.InRange(liar.NowNs, 0UL, 20_000_000_000UL);
            int heard = 0;
            _ = controller.TrySetLights(7, (_, _) => heard++);
        }
    }

    [Fact]
    public void LightsAreSetAndWhatIsTypedMeanwhileIsNotLost()
    {
        var simulated = new SimulatedController();
        var controller = new Ps2Controller(simulated);
        Assert.True(controller.TryInitialize());
        simulated.Type(0x1E);
        List<byte> typed = [];
        Assert.True(controller.TrySetLights(5, (value, _) => typed.Add(value)));
        Assert.Equal(5, simulated.Lights);
        Assert.Equal([0x1E], typed);
    }
}
