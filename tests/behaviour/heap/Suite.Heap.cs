using Diesis.Tests.Behaviour.Heap;

namespace Diesis.Tests.Behaviour;

internal static partial class Suite
{
    public static void Run(ref Transcript transcript)
    {
        RunCore(ref transcript);
        transcript.Begin("Text");
        TextTests.Run(ref transcript);
        transcript.Begin("Language");
        LanguageTests.Run(ref transcript);
        transcript.Begin("Objects");
        ObjectTests.Run(ref transcript);
        transcript.Begin("Delegates");
        DelegateTests.Run(ref transcript);
        transcript.Begin("Strings");
        StringTests.Run(ref transcript);
        transcript.Begin("Collections");
        CollectionTests.Run(ref transcript);
        transcript.End();
    }
}
