"""What is done to the cluster, and undone. strike() gives the deed that mends it."""

import os
import signal


def writer(nodes):
    """The node that the servers work with."""
    return max((node for node in nodes.all if node.state() == "Synced"), key=connections)


def connections(node):
    return node.rows("select count(*) from information_schema.processlist where user = 'tdkt'"
                     )[0][0]


def other(nodes):
    chosen = writer(nodes)
    return next(node for node in nodes.all if node is not chosen)


def bring_back(nodes, node):
    node.start_again()
    node.wait_until_synced()
    nodes.wait_until_whole()


def kill_writer(nodes, _):
    node = writer(nodes)
    node.kill()
    return lambda: bring_back(nodes, node)


def kill_other(nodes, _):
    node = other(nodes)
    node.kill()
    return lambda: bring_back(nodes, node)


def part_from_others(nodes, node):
    nodes.part(node)

    def mend():
        nodes.heal(node)
        nodes.wait_until_whole()
    return mend


def part_writer(nodes, _):
    return part_from_others(nodes, writer(nodes))


def part_other(nodes, _):
    return part_from_others(nodes, other(nodes))


def freeze_writer(nodes, _):
    """It answers nobody, and nobody is told that it is gone."""
    node = writer(nodes)
    node.close()
    os.kill(node.process.pid, signal.SIGSTOP)

    def mend():
        os.kill(node.process.pid, signal.SIGCONT)
        nodes.wait_until_whole()
    return mend


def kill_server(number):
    def strike(_, servers):
        served = servers.all[number]
        served.kill()
        return served.start
    return strike


HARMS = (("the writing node killed", kill_writer), ("a server killed", kill_server(0)),
         ("the writing node parted from the others", part_writer),
         ("the other server killed", kill_server(1)), ("the writing node frozen", freeze_writer),
         ("another node killed", kill_other), ("another node parted", part_other))
