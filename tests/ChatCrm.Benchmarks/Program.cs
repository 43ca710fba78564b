using System.Globalization;
using ChatCrm.Benchmarks;

return args switch
{
    ["commits", var kind, var writers, var count, var path] =>
        await Commits.Run(kind, int.Parse(writers, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), path),
    ["turns"] => await WholeTurns.Run(),
    _ => 0,
};
