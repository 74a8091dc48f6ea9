using System.Runtime.InteropServices;

/// <summary>Makes a bot that was started with it crash when it is told that its window changed, a signal nobody else sends or ignores; .NET calls it where DOTNET_STARTUP_HOOKS names this assembly, by this very name.</summary>
/// <remarks>So what a crash says can be read without a way to crash in the product.</remarks>
internal static class StartupHook
{
    private static PosixSignalRegistration? signal;

    /// <summary>Waits for the signal.</summary>
    public static void Initialize()
    {
        if (!OperatingSystem.IsWindows())
        {
            signal = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => new Thread(() => throw new InvalidOperationException("told to crash")).Start());
        }
    }
}
