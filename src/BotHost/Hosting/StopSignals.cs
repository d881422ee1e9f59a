using System.Runtime.InteropServices;

namespace BotHost.Hosting;

/// <summary>
/// Hears from the very beginning when the process is asked to stop. The host listens only once it has started: before, while a database is brought up to date, the runtime would end the process in the
/// middle and with a code that says it has failed.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals(CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];
        registrations = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, Hear));
    }

    /// <summary>Is cancelled when the process is asked to stop.</summary>
    public CancellationToken Stop => stop.Token;

    public void Dispose()
    {
        Array.ForEach(registrations, r => r.Dispose());
        stop.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
