namespace AdviceBot.Host.Operations;

/// <summary>In which words of HTTP a fault is told.</summary>
public static class Trouble
{
    /// <summary>The status for what was thrown.</summary>
    /// <param name="otherwise">That for a fault of ours.</param>
    /// <remarks>What took too long is no fault of ours or theirs: there was too much to do just now, and later it may go well.</remarks>
    public static int Status(Exception thrown, int otherwise = StatusCodes.Status500InternalServerError) => thrown switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        OperationCanceledException or TimeoutException => StatusCodes.Status503ServiceUnavailable,
        _ => otherwise,
    };

    /// <summary>Whether the same asked again a little later may go well: then it is said when.</summary>
    public static bool IsWorthAnother(int status) => status
        is StatusCodes.Status408RequestTimeout
        or StatusCodes.Status429TooManyRequests
        or (>= StatusCodes.Status500InternalServerError and not StatusCodes.Status501NotImplemented and not StatusCodes.Status505HttpVersionNotsupported);
}
