using Diesis.Tools.Building;
using Diesis.Tools.Images;

namespace Diesis.Tools.Emulation;

public sealed class QemuCommandLineTests
{
    static readonly BootMedium Disk = new(MediumKind.Disk, "/b/disk.img");

    static string Line(VirtualMachine machine, SerialPort? serial = null, BootMedium? medium = null) =>
        QemuCommandLine.For(machine, medium ?? Disk, serial ?? SerialPort.Terminal).ToString();

    [Fact]
    public void APcWithUefi() => Assert.Equal(
        "qemu-system-x86_64 -machine q35 -drive if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd"
        + " -accel tcg -cpu max -smp 2 -m 512M -drive if=none,id=boot,format=raw,snapshot=on,file=/b/disk.img"
        + " -device ide-hd,drive=boot,bootindex=0 -vga std -display none -serial mon:stdio -net none -no-reboot"
        + " -device isa-debug-exit,iobase=0xf4,iosize=0x04",
        Line(new VirtualMachine { Architecture = Architecture.X86_64 }));

    [Fact]
    public void AnArmBoardForAProgram() => Assert.Equal(
        "qemu-system-aarch64 -machine virt -drive if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/AAVMF/AAVMF_CODE.fd"
        + " -accel tcg -cpu max -smp 4 -m 1G -drive if=none,id=boot,format=raw,snapshot=on,file=/b/disk.img"
        + " -device virtio-blk-pci,drive=boot,bootindex=0 -device ramfb -display none -serial stdio -monitor none -net none -no-reboot"
        + " -semihosting-config enable=on,target=native -gdb unix:/tmp/s,server=on,wait=off -S",
        Line(new VirtualMachine
        {
            Architecture = Architecture.AArch64,
            Processors = 4,
            Memory = "1G",
            Gdb = "unix:/tmp/s,server=on,wait=off",
            StartsStopped = true,
        }, SerialPort.Output));

    [Fact]
    public void EachDiskHasAPortAndAName() => Assert.Contains(
        " -drive if=none,id=disk0,format=raw,file=/a,,b.img -device pcie-root-port,id=port0,chassis=1"
        + " -device virtio-blk-pci,drive=disk0,bus=port0,disable-legacy=on,serial=disk0"
        + " -drive if=none,id=disk1,format=raw,file=/c.img -device pcie-root-port,id=port1,chassis=2"
        + " -device virtio-blk-pci,drive=disk1,bus=port1,disable-legacy=on,serial=disk1",
        Line(new VirtualMachine { Architecture = Architecture.X86_64, Disks = ["/a,b.img", "/c.img"] }));

    [Fact]
    public void OneThreadRunsAllCoresWhereDriversTurnRangesOnAndOff() => Assert.Contains(
        " -accel tcg,thread=single ", Line(new VirtualMachine { Architecture = Architecture.X86_64, Disks = ["/a.img"] }));

    [Fact]
    public void AMachineMayHaveAKeyboardOnPci()
    {
        var line = Line(new VirtualMachine { Architecture = Architecture.AArch64, HasInputDevices = true });
        Assert.Contains(" -device pcie-root-port,id=keyboard-port,chassis=102 -device virtio-keyboard-pci,bus=keyboard-port", line);
        Assert.Contains(" -device virtio-tablet-pci,bus=tablet-port", line);
        Assert.Contains(" -accel tcg,thread=single ", line);
    }

    [Fact]
    public void ProgramsHaveASerialLineOfTheirOwn() => Assert.Contains(
        " -serial file:/l.log -monitor none"
        + " -net none -no-reboot -chardev stdio,id=console -device pcie-root-port,id=console-port,chassis=101"
        + " -device virtio-serial-pci,bus=console-port,disable-legacy=on -device virtconsole,chardev=console",
        Line(new VirtualMachine { Architecture = Architecture.X86_64, Console = "stdio" }, SerialPort.File("/l.log")));

    [Fact]
    public void WhoSitsAtTheMachineHasTheMonitorToo() => Assert.Contains(
        " -serial file:/l.log -monitor none -net none -no-reboot -chardev stdio,mux=on,signal=off,id=console -device pcie-root-port,id=console-port,chassis=101"
        + " -device virtio-serial-pci,bus=console-port,disable-legacy=on -device virtconsole,chardev=console -mon chardev=console,mode=readline",
        Line(new VirtualMachine { Architecture = Architecture.X86_64, Console = VirtualMachine.TerminalConsole }, SerialPort.File("/l.log")));

    [Fact]
    public void AFolderOfTheHostIsForReading() => Assert.Contains(
        " -net none -no-reboot -fsdev local,id=share,path=/a,,b,security_model=none,readonly=on,multidevs=remap"
        + " -device pcie-root-port,id=share-port,chassis=102 -device virtio-9p-pci,bus=share-port,disable-legacy=on,fsdev=share,mount_tag=share ",
        Line(new VirtualMachine { Architecture = Architecture.X86_64, Share = "/a,b" }));

    [Fact]
    public void AMachineMayStartAnew() =>
        Assert.DoesNotContain("-no-reboot", Line(new VirtualMachine { Architecture = Architecture.X86_64, CanRestart = true }));

    [Fact]
    public void MoreThanEightArmCoresNeedTheNewerInterruptController() =>
        Assert.Contains("-machine virt,gic-version=3 ",
            Line(new VirtualMachine { Architecture = Architecture.AArch64, Processors = 9 }));

    [Fact]
    public void ABiosHasNoFlashAndADiscNoDisk()
    {
        var line = Line(new VirtualMachine { Architecture = Architecture.X86_64, Firmware = Firmware.Bios },
            medium: new BootMedium(MediumKind.Disc, "/b/d.iso"));
        Assert.DoesNotContain("pflash", line);
        Assert.Contains("-cdrom /b/d.iso", line);
    }

    [Fact]
    public void CountingInstructionsExcludesKvm() => Assert.Contains("-accel tcg -cpu max -icount shift=0,sleep=off",
        Line(new VirtualMachine { Architecture = Architecture.X86_64, CountsInstructions = true, UsesKvm = true }));

    [Fact]
    public void WhatTheUserAddsComesLast() => Assert.EndsWith(" -device 'a b'",
        Line(new VirtualMachine { Architecture = Architecture.X86_64, Extra = ["-device", "a b"] }));
}
