using System;
using Diesis.Contracts.Input;
using Diesis.Input.Drivers;

namespace Diesis.VirtioInput;

/// <summary>Makes events of what devices tell by Linux's numbers (input-event-codes.h). What they tell may be anything.</summary>
public sealed class InputTranslator(InputFacts facts, HeldInputs held, Action<InputEvent> tell)
{
    /// <summary>Buttons of mice from here on, in the order of <see cref="InputKind.Button"/>; and what touches a tablet.</summary>
    private const ushort FirstButton = 0x110, Touch = 0x14A;

    private const ushort XAxis = 0, YAxis = 1, WheelAxis = 8;

    public void Take(in DeviceEvent news, ulong nowNs)
    {
        switch (news.Type)
        {
            case DeviceEvent.Key when news.Code < FirstButton:
                held.TakeKey(KeyOf(news.Code), news.Value != 0, nowNs);
                break;
            case DeviceEvent.Key:
                held.TakeButton(news.Code == Touch ? 0 : news.Code - FirstButton, news.Value != 0, nowNs);
                break;
            case DeviceEvent.Relative:
                Move(news.Code, news.Value, nowNs);
                break;
            case DeviceEvent.Absolute when news.Code == XAxis:
                tell(new(nowNs, InputKind.Position, (ushort)InputAxis.X, facts.X.Scale(news.Value)));
                break;
            case DeviceEvent.Absolute when news.Code == YAxis:
                tell(new(nowNs, InputKind.Position, (ushort)InputAxis.Y, facts.Y.Scale(news.Value)));
                break;
        }
    }

    private void Move(ushort axis, int by, ulong nowNs)
    {
        if (by == 0) return;
        if (axis == XAxis) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.X, by));
        else if (axis == YAxis) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.Y, by));
        // Away from who turns it is positive there.
        else if (axis == WheelAxis) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.Wheel, unchecked(-by)));
    }

    private static KeyCode KeyOf(ushort number) => number switch
    {
        96 => KeyCode.PadEnter,
        97 => KeyCode.RightControl,
        98 => KeyCode.PadDivide,
        99 => KeyCode.PrintScreen,
        100 => KeyCode.RightAlt,
        102 => KeyCode.Home,
        103 => KeyCode.Up,
        104 => KeyCode.PageUp,
        105 => KeyCode.Left,
        106 => KeyCode.Right,
        107 => KeyCode.End,
        108 => KeyCode.Down,
        109 => KeyCode.PageDown,
        110 => KeyCode.Insert,
        111 => KeyCode.Delete,
        119 => KeyCode.Pause,
        125 => KeyCode.LeftLogo,
        126 => KeyCode.RightLogo,
        127 => KeyCode.Menu,
        _ => PcKeys.Of(number),
    };
}
