using System.Runtime;
using System.Runtime.CompilerServices;
namespace Diesis.Kernel;
public unsafe struct Req { public ulong A, B, C, D, Rev; public void* Response; }
public unsafe struct Reqs { public ulong Base0, Base1, Base2; public Req Hhdm; }
static unsafe class Tmp
{
    [RuntimeImport("*", "X64WritePort8"), MethodImpl(MethodImplOptions.InternalCall)]
    static extern void Out(int port, byte value);
    static Reqs R = new() { Base0 = 0xf9562b2d5c95a6c8, Base1 = 0x6a7b384944536bdc, Base2 = 3, Hhdm = new Req { A = 0xc7b1dd30df4c8b88, B = 0x0a82e883a194f07b, C = 0x48dcf1cb8ad2b852, D = 0x63984e959a98244b } };
    static void Put(System.ReadOnlySpan<byte> s) { foreach (var b in s) Out(0x3f8, b); }
    static void Hex(ulong v) { for (int i = 60; i >= 0; i -= 4) Out(0x3f8, "0123456789abcdef"u8[(int)(v >> i) & 15]); Out(0x3f8, 10); }
    static readonly int[] T = [1, 2, 3, 4, 5];
    [RuntimeExport("KernelStart")]
    static void Start()
    {
        Put("hello from C#\n"u8);
        Hex(R.Base2); Hex((ulong)R.Hhdm.Response);
        if (R.Hhdm.Response != null) Hex(((ulong*)R.Hhdm.Response)[1]);
        Hex((ulong)T[(int)R.Base2 + 2]);
        Hex((ulong)(delegate*<void>)&Start);
        Fault("x");
    }
    [RuntimeExport("DiesisRuntimeFault")]
    static void Fault(string what) { foreach (char c in (System.ReadOnlySpan<char>)what) Out(0x3f8, (byte)c); while (true) ; }
}
